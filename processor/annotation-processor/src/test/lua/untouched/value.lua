-- Returns what an expression of Lua makes.
return loadstring('return ' .. ARGV[1])()
