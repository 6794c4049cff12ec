### The staff area: logging in, and who changed what.

staff_login-title = Kirjaudu sisään
staff_login-title_after_error = Virhe: kirjaudu sisään
staff_login-introduction = Ylläpito on lykbotista huolehtivia varten.
staff_login-name = Käyttäjätunnus
staff_login-password = Salasana
staff_login-log_in = Kirjaudu sisään
staff_login-notice_logged_out = Olet kirjautunut ulos.
staff_login-error_wrong = Käyttäjätunnus tai salasana on väärä. Tarkista molemmat ja yritä uudelleen.
staff_login-error_stale = Lomake oli vanhentunut. Kirjaudu uudelleen.
staff_login-wait_seconds =
    { $seconds ->
        [one] Liian monta yritystä. Odota 1 sekunti ja yritä uudelleen.
       *[other] Liian monta yritystä. Odota { $seconds } sekuntia ja yritä uudelleen.
    }
staff_login-wait_minutes =
    { $minutes ->
        [one] Liian monta yritystä. Odota 1 minuutti ja yritä uudelleen.
       *[other] Liian monta yritystä. Odota { $minutes } minuuttia ja yritä uudelleen.
    }

## When a page of the staff area is not shown

staff_login-title_no_accounts = Ylläpito on suljettu
staff_login-text_no_accounts = Käyttäjätunnuksia ei ole vielä yhtään. Lykbotin palvelinta hoitava henkilö voi lisätä tunnuksen komentorivillä:
staff_login-title_logged_out = Et ole kirjautunut sisään
staff_login-text_logged_out = Istuntosi on päättynyt, eikä mitään muutettu. Kirjaudu sisään ja tee muutos uudelleen.
staff_login-title_forged = Mitään ei muutettu
staff_login-text_forged = Lomake oli vanhentunut tai tuli muualta kuin lykbotista. Palaa takaisin, lataa sivu uudelleen ja lähetä lomake uudestaan.
staff_login-to_front = Ylläpidon etusivulle

## Who changed what

staff_login-audit_title = Muutokset
staff_login-audit_introduction = Ketkä ovat kirjautuneet sisään ja mitä ylläpidossa on muutettu, uusin ensin.
staff_login-audit_only = Näytetään vain: { $name }.
staff_login-audit_all = Näytä kaikki
staff_login-audit_caption = Muutokset, sivu { $page }
staff_login-audit_empty = Täällä ei ole näytettävää.
staff_login-audit_pages = Lisää muutoksia
staff_login-audit_newer = Uudemmat
staff_login-audit_older = Vanhemmat
staff_login-column_at = Aika (UTC)
staff_login-column_account = Kuka
staff_login-column_action = Mitä
staff_login-column_subject = Kohde
staff_login-column_detail = Lisätiedot
staff_login-nobody = tuntematon
staff_login-command_line = komentorivi
staff_login-action_logged_in = kirjautui sisään
staff_login-action_login_failed = kirjautuminen epäonnistui
staff_login-action_logged_out = kirjautui ulos
staff_login-action_page_previewed = esikatseli sivua
staff_login-action_page_added = lisäsi sivun
staff_login-action_page_removed = poisti sivun
staff_login-action_page_restored = palautti sivun
staff_login-action_index_rebuilt = päivitti hakemiston
staff_login-action_feedback_handled = merkitsi palautteen käsitellyksi
staff_login-action_feedback_reopened = merkitsi palautteen käsittelemättömäksi
staff_login-action_feedback_exported = vei palautteet tiedostoon
staff_login-action_case_made = teki arviointitapauksen
staff_login-action_evaluation_started = käynnisti arvioinnin
staff_login-action_user_added = lisäsi käyttäjätunnuksen
staff_login-action_user_removed = poisti käyttäjätunnuksen
staff_login-action_password_changed = vaihtoi salasanan
