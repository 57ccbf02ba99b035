return 1
-- crlf
local