"""What is watched: feeds and folders, what was seen of them, and the versions of each article.

It lies beside the corpus in a database of its own. All of it is plain functions and one writer; the network is bot's.
"""
