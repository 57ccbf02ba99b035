-- Packs what a text of Lua says.
---@arg lua string
---@arg point msgpack? = { x = 7 }
---@return msgpack?
if lua == 'point' then
  return point
end
return assert(loadstring('return ' .. lua))()
