return "KEYS[1] is " .. KEYS[1] .. ", ARGV[1] is " .. ARGV[1] -- KEYS
