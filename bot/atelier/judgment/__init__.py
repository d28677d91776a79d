"""What the house's rules make of an inquiry."""
