"""What is laid over a screen: pages in a common frame, questions, a line to type in. None of them imports a screen."""
