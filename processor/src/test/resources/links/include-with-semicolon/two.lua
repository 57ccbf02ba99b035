local two = 'two '
