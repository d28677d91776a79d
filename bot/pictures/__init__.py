"""What becomes of a customer's picture: taken apart in a darkroom, written anew, kept by its content."""
