"""The version of Stagecheck; the changelog opens with it."""

__version__ = "0.1.0"
