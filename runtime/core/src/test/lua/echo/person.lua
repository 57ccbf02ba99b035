---@arg name string
---@arg nick boolean
---@return { name: string, nick: boolean }
return { name = name, nick = nick }
