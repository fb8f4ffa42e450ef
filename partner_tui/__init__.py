"""The relationship desk of a school, in the terminal."""

__version__ = "0.1.0"
