"""How the schema changed over time, up and down."""
