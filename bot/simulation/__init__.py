"""A stand-in for Twilio on this machine: for the tests, and to text with the bot by hand."""
