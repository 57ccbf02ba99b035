-- Counts the units.
---@key available
---@key held
---@key sold
---@return { available: integer, held: integer, sold: integer }

local units = 0
for _, quantity in ipairs(redis.call('HVALS', held)) do
  units = units + tonumber(quantity)
end
return {
  available = tonumber(redis.call('GET', available)) or 0,
  held = units,
  sold = tonumber(redis.call('GET', sold)) or 0,
}
