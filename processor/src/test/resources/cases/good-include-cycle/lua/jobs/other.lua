local jobs = 1
