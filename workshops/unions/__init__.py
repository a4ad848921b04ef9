"""Who: trade unions as a tree, people, their posts, and what each may see."""
