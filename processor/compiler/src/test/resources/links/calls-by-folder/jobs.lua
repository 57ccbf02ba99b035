return "jobs itself"
