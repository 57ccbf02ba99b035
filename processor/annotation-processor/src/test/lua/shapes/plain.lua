-- Returns what it is given, and codes for failures.
---@error -1 MissingKey "the job does not exist"
---@error nil Nothing
return assert(loadstring('return ' .. ARGV[1]))()
