"""The only place that knows SQL: tables, the unit of work, small repositories, migrations."""
