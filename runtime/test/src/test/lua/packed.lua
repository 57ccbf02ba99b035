---@arg content msgpack
---@return msgpack
return cmsgpack.pack(content)
