-- 你😀
---@return string
return "café \255 �"
