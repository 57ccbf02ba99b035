local moonlet_scripts = { ["/"] = { jobs = {}, mail = {} }, ["jobs/"] = { mail = {} }, ["mail/"] = {} }
moonlet_scripts["name"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
return "root"
end
moonlet_scripts["mail/name"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
return "mail"
end
do local CALL = moonlet_scripts["mail/"]
moonlet_scripts["mail/outer"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
local function called()
  local name = CALL.name
  return "called " .. name()
end
return called()
end
end
moonlet_scripts["jobs"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
return "jobs itself"
end
moonlet_scripts["jobs/name"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
return "jobs"
end
do local CALL = moonlet_scripts["jobs/"]
moonlet_scripts["jobs/up"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
return CALL.name() .. " " .. CALL.mail.name() .. " " .. CALL.only_at_root()
end
end
moonlet_scripts["only_at_root"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
return "only"
end
setmetatable(moonlet_scripts["/"].jobs, { __call = function(_, ...) return moonlet_scripts["jobs"](...) end })
moonlet_scripts["/"].jobs.name = moonlet_scripts["jobs/name"]
moonlet_scripts["/"].jobs.up = moonlet_scripts["jobs/up"]
moonlet_scripts["/"].mail.name = moonlet_scripts["mail/name"]
moonlet_scripts["/"].mail.outer = moonlet_scripts["mail/outer"]
moonlet_scripts["/"].name = moonlet_scripts["name"]
moonlet_scripts["jobs/"].mail.name = moonlet_scripts["mail/name"]
moonlet_scripts["jobs/"].name = moonlet_scripts["jobs/name"]
moonlet_scripts["jobs/"].only_at_root = moonlet_scripts["only_at_root"]
moonlet_scripts["mail/"].name = moonlet_scripts["mail/name"]
local CALL = moonlet_scripts["/"]
return (function()
return { CALL.name(), CALL.mail.name(), CALL.mail.outer(), CALL.jobs(), CALL.jobs.name(), CALL.jobs.up() }
end)()
