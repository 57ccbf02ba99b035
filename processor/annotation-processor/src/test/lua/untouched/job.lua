return { id = ARGV[1], weight = 1.5, tags = {} }
