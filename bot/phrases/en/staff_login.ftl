### The staff area: logging in, and who changed what.

staff_login-title = Log in
staff_login-title_after_error = Error: log in
staff_login-introduction = For the people who look after lykbot.
staff_login-name = User name
staff_login-password = Password
staff_login-log_in = Log in
staff_login-notice_logged_out = You have logged out.
staff_login-error_wrong = The user name or the password is wrong. Check both and try again.
staff_login-error_stale = The form was too old. Please log in again.
staff_login-wait_seconds =
    { $seconds ->
        [one] Too many attempts. Wait 1 second and try again.
       *[other] Too many attempts. Wait { $seconds } seconds and try again.
    }
staff_login-wait_minutes =
    { $minutes ->
        [one] Too many attempts. Wait 1 minute and try again.
       *[other] Too many attempts. Wait { $minutes } minutes and try again.
    }

## When a page of the staff area is not shown

staff_login-title_no_accounts = The staff area is closed
staff_login-text_no_accounts = There are no accounts yet. Whoever runs lykbot can add one in the terminal:
staff_login-title_logged_out = You are not logged in
staff_login-text_logged_out = Your session has ended, and nothing was changed. Log in and do it again.
staff_login-title_forged = Nothing was changed
staff_login-text_forged = The form was too old or came from somewhere other than lykbot. Go back, reload the page and send it again.
staff_login-to_front = To the front of the staff area

## Who changed what

staff_login-audit_title = Changes
staff_login-audit_introduction = Who has logged in and what has been changed in the staff area, newest first.
staff_login-audit_only = Only these are shown: { $name }.
staff_login-audit_all = Show all
staff_login-audit_caption = Changes, page { $page }
staff_login-audit_empty = There is nothing to show here.
staff_login-audit_pages = More changes
staff_login-audit_newer = Newer
staff_login-audit_older = Older
staff_login-column_at = Time (UTC)
staff_login-column_account = Who
staff_login-column_action = What
staff_login-column_subject = Of what
staff_login-column_detail = Details
staff_login-nobody = unknown
staff_login-command_line = command line
staff_login-action_logged_in = logged in
staff_login-action_login_failed = failed to log in
staff_login-action_logged_out = logged out
staff_login-action_page_previewed = previewed a page
staff_login-action_page_added = added a page
staff_login-action_page_removed = removed a page
staff_login-action_page_restored = brought a page back
staff_login-action_index_rebuilt = rebuilt the index
staff_login-action_feedback_handled = marked feedback as handled
staff_login-action_feedback_reopened = marked feedback as not handled
staff_login-action_feedback_exported = exported feedback
staff_login-action_case_made = made an evaluation case
staff_login-action_evaluation_started = started an evaluation
staff_login-action_user_added = added an account
staff_login-action_user_removed = removed an account
staff_login-action_password_changed = changed a password
