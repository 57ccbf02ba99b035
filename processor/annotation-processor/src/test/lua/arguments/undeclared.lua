return { KEYS[1], ARGV[1], ARGV[2] + 1, ARGV[3], #ARGV }
