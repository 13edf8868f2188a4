-- feed_message_by_state finds the new messages as well: one index less to write at each message,
-- and again when its state changes.

drop index feed_message_to_work_on;
