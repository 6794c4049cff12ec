### The staff area: logging in, and who changed what.

staff_login-title = Logga in
staff_login-title_after_error = Fel: logga in
staff_login-introduction = Administrationen är till för dem som sköter lykbot.
staff_login-name = Användarnamn
staff_login-password = Lösenord
staff_login-log_in = Logga in
staff_login-notice_logged_out = Du har loggat ut.
staff_login-error_wrong = Användarnamnet eller lösenordet är fel. Kontrollera båda och försök på nytt.
staff_login-error_stale = Formuläret var för gammalt. Logga in på nytt.
staff_login-wait_seconds =
    { $seconds ->
        [one] För många försök. Vänta 1 sekund och försök på nytt.
       *[other] För många försök. Vänta { $seconds } sekunder och försök på nytt.
    }
staff_login-wait_minutes =
    { $minutes ->
        [one] För många försök. Vänta 1 minut och försök på nytt.
       *[other] För många försök. Vänta { $minutes } minuter och försök på nytt.
    }

## When a page of the staff area is not shown

staff_login-title_no_accounts = Administrationen är stängd
staff_login-text_no_accounts = Det finns inga konton ännu. Den som driver lykbot kan lägga till ett konto på kommandoraden:
staff_login-title_logged_out = Du är inte inloggad
staff_login-text_logged_out = Din session har upphört och ingenting ändrades. Logga in och gör om ändringen.
staff_login-title_forged = Ingenting ändrades
staff_login-text_forged = Formuläret var för gammalt eller kom från någon annanstans än lykbot. Gå tillbaka, ladda om sidan och skicka formuläret på nytt.
staff_login-to_front = Till administrationens startsida

## Who changed what

staff_login-audit_title = Ändringar
staff_login-audit_introduction = Vem som har loggat in och vad som har ändrats i administrationen, det nyaste först.
staff_login-audit_only = Visar bara: { $name }.
staff_login-audit_all = Visa alla
staff_login-audit_caption = Ändringar, sida { $page }
staff_login-audit_empty = Här finns ingenting att visa.
staff_login-audit_pages = Fler ändringar
staff_login-audit_newer = Nyare
staff_login-audit_older = Äldre
staff_login-column_at = Tid (UTC)
staff_login-column_account = Vem
staff_login-column_action = Vad
staff_login-column_subject = Objekt
staff_login-column_detail = Detaljer
staff_login-nobody = okänd
staff_login-command_line = kommandoraden
staff_login-action_logged_in = loggade in
staff_login-action_login_failed = inloggningen misslyckades
staff_login-action_logged_out = loggade ut
staff_login-action_page_previewed = förhandsgranskade en sida
staff_login-action_page_added = lade till en sida
staff_login-action_page_removed = tog bort en sida
staff_login-action_page_restored = återställde en sida
staff_login-action_index_rebuilt = byggde om sökindexet
staff_login-action_feedback_handled = markerade respons som behandlad
staff_login-action_feedback_reopened = markerade respons som obehandlad
staff_login-action_feedback_exported = exporterade respons
staff_login-action_case_made = skapade ett utvärderingsfall
staff_login-action_evaluation_started = startade en utvärdering
staff_login-action_user_added = lade till ett konto
staff_login-action_user_removed = tog bort ett konto
staff_login-action_password_changed = bytte lösenord
