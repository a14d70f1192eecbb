"""What a page shows and says: released cells gathered into views, and the words about them."""
