"""What Sendline is: casework, the desk, and the parts that run them."""
