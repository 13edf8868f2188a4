-- "journal rebuild" takes out what the journal does not say; what is gone can be derived again.
grant delete on board_listed to "${server}";
