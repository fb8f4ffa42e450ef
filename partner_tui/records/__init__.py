"""What the school keeps: one module per noun, its tables and its queries together."""
