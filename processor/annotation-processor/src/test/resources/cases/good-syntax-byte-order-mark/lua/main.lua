local text = '﻿'
---@return string
return text
