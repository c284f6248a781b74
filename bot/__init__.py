"""The handler core of Regiolijn: it knows no platform and imports no SDK."""
