"""Other people's formats: dataclasses in, bytes out, and back."""
