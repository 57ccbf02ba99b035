---@include "gone"
---@key bucket
---@arg capacity integer
---@arg permits integer
---@return integer
return 1
