---@arg text string = "none" what to say
---@arg count integer = 3
---@arg loud boolean = true
---@arg pause seconds = 60
---@arg tags string[] = { "a", "b" }
---@return string[]
return { text, tostring(count), tostring(loud), tostring(pause), unpack(tags) }
