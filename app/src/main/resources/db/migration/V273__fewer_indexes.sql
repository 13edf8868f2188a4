-- Messages to work on are found by their state, as all others: one index less to write for each.
drop index feed_message_to_work_on;
