---@flags allow-oom
return 1
