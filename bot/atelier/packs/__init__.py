"""What a house says, read from its folder, checked and inspected."""
