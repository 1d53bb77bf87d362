"""The pure steps from an article to a page; none imports another."""
