"""Example organisations: complete files to start from, and what the demo and the tests use."""

from pathlib import Path

VWS = Path(__file__).parent / "vws"
"""The ministry with all its regions, and invented people."""
