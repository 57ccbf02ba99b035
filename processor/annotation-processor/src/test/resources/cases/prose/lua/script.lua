-- Removes members.
--
-- @param: KEYS[1] the set
-- @key the set whose members are removed
-- @arg limit at most how many
-- @return: number of members that were removed
local removed = redis.call('SPOP', KEYS[1], ARGV[1])
return #removed
