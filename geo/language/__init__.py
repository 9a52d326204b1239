"""What every stage asks of the language: where its words begin and end."""
