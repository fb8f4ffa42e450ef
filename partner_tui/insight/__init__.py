"""What the records say: pure functions over rows."""
