"""The version of Stagecheck: stands first in the changelog, and in every JSON result's model field beside the pipeline."""

__version__ = "0.1.0"
