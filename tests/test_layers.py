"""The layers of pyproject.toml: every module has its place, so that none escapes the contracts."""

import re
import tomllib

from tests.town import ROOT

LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
    "layers"
]
PLACED = {module for layer in LAYERS for module in re.split(r" \| ", layer)}


def test_every_module_has_a_place_in_a_layer() -> None:
    folder = [
        path for path in (ROOT / "bot").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    ]
    modules = {f"bot.{path.stem}" for path in folder} - {"bot.__init__"}
    assert modules | {"handlers", "storage"} == PLACED
