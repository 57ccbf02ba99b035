-- Never ends.
---@key key
---@return integer
while true do
    redis.call('EXISTS', key)
end
