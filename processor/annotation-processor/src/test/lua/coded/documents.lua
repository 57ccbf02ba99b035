---@arg values json[]
---@return { first: json, all: json[], by_name: table<string, json> }
local by_name = {}
for _, value in ipairs(values) do
  by_name[value.name] = value
end
return { first = values[1], all = values, by_name = by_name }
