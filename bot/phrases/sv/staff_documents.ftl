### What the staff pages on documents say.

## The list of pages

staff_documents-title = Sidor
staff_documents-no_index = Det finns inget index att svara utifrån. Bygg om indexet.
staff_documents-rebuild = Bygg om indexet
staff_documents-last_rebuild = Hur den senaste ombyggnaden gick
staff_documents-add = Lägg till en sida
staff_documents-all = Alla
staff_documents-only_warnings = Bara sidor med något att kontrollera
staff_documents-show = Visa
staff_documents-no_pages = Det finns inga sådana sidor.
staff_documents-general = Ingen enskild kommun
staff_documents-page = Sida
staff_documents-language = Språk
staff_documents-date = Datum
staff_documents-facts = Uppgifter som hittades
staff_documents-to_check = Att kontrollera
staff_documents-nothing_to_check = Inget att kontrollera
staff_documents-count_contacts = Kontaktuppgifter { $count }
staff_documents-count_events = Tidpunkter { $count }
staff_documents-count_goals = Mål { $count }
staff_documents-origin = Var sidan kommer från
staff_documents-origin_shipped = Följde med lykbot
staff_documents-origin_added = Tillagd här
staff_documents-origin_named = Tillagd på kommandoraden
staff_documents-standing_waiting = Tas i bruk vid nästa ombyggnad
staff_documents-standing_leaving = Tas ur bruk vid nästa ombyggnad
staff_documents-warning_no_date = Publiceringsdatum saknas
staff_documents-warning_no_contact = Inga kontaktuppgifter på kommunens sidor
staff_documents-warning_no_contact_here = Inga kontaktuppgifter hittades
staff_documents-warning_language_missing = Finns inte { $in_language }
staff_documents-warning_machine_translated = Maskinöversättning
staff_documents-warning_no_questions = Inga exempelfrågor
staff_documents-removed_title = Tagna ur bruk
staff_documents-restore = Återställ

## One page

staff_documents-back = Tillbaka till listan över sidor
staff_documents-other_versions = Andra språkversioner
staff_documents-read_page = Läs sidan
staff_documents-facts_title = Uppgifter som hittades på sidan
staff_documents-facts_contacts = Kontaktuppgifter
staff_documents-facts_events = Tidpunkter och händelser
staff_documents-facts_goals = Mål
staff_documents-understood = Uppfattat så här
staff_documents-sentence = Så står det på sidan
staff_documents-none_found = Inga hittades.
staff_documents-more = { $count ->
    [one] Ytterligare en visas inte här.
   *[other] Ytterligare { $count } visas inte här.
}
staff_documents-goal_number = Mål { $number }
staff_documents-goal_model = Modellens eget mål
staff_documents-goal_emphasis = Tyngdpunkt
staff_documents-take_out = Ta sidan ur bruk
staff_documents-take_out_hint = Svaren bygger inte längre på sidan när indexet har byggts om. Sidan raderas inte: du kan återställa den från listan över sidor.
staff_documents-take_out_versions = Ta också de andra språkversionerna ur bruk
staff_documents-confirm = Jag vill ta den här sidan ur bruk
staff_documents-unconfirmed = Kryssa i rutan för att bekräfta att du vill ta sidan ur bruk.
staff_documents-cannot_named = Sidan har lagts till på kommandoraden och kan därför inte tas ur bruk här. Den lämnas bort när indexet byggs om.
staff_documents-cannot_leaving = Sidan har redan tagits ur bruk. Du kan återställa den från listan över sidor.

## Adding a page

staff_documents-text_legend = Texten
staff_documents-text_kept = Texten du gav finns kvar. Ge en ny bara om du vill ersätta den.
staff_documents-file = En fil
staff_documents-file_hint = Markdown eller ren text (.md, .markdown eller .txt), högst 10 MB
staff_documents-text = eller klistra in texten här
staff_documents-about_legend = Om sidan
staff_documents-about_hint = Allt här kan lämnas tomt. Då läses kommunen, språket och rubriken ur texten.
staff_documents-municipality = Kommun
staff_documents-from_text = Enligt texten
staff_documents-page_title = Rubrik
staff_documents-publisher = Utgivare
staff_documents-published = Publicerad
staff_documents-published_hint = År, månad eller dag: 2024, 2024-05 eller 2024-05-31
staff_documents-address = Webbadress
staff_documents-version_of = En annan språkversion av den här sidan
staff_documents-version_of_none = Ingen, det är en egen sida
staff_documents-version = Texten är
staff_documents-version_original = originaltext
staff_documents-version_translation = en översättning
staff_documents-version_machine_translation = en maskinöversättning
staff_documents-preview = Visa vad som läses ur den
staff_documents-preview_hint = Ingenting publiceras ännu.

## Why a text cannot become a page

staff_documents-fault_empty = Texten saknas. Välj en fil eller klistra in texten.
staff_documents-fault_two_texts = Du gav både en fil och en inklistrad text. Ge bara den ena.
staff_documents-fault_wrong_kind = Filen är av fel slag. Spara den som Markdown (.md) eller ren text (.txt).
staff_documents-fault_too_large = Texten är större än 10 MB. Dela upp den på flera sidor.
staff_documents-fault_not_text = Filen är inte ren text i teckenkodningen UTF-8. Spara den som text och välj UTF-8.
staff_documents-fault_no_language = Det framgår inte vilket språk texten är på. Välj språk.
staff_documents-fault_bad_date = Datumet kan inte läsas. Skriv det så här: 2024, 2024-05 eller 2024-05-31.
staff_documents-fault_bad_address = Webbadressen ska börja med http:// eller https://.
staff_documents-fault_front_matter = Raderna mellan --- i början av texten kan inte läsas. Rätta dem eller ta bort dem.
staff_documents-fault_same_language = Sidan du valde är på samma språk. Välj ett annat språk eller lägg till texten som en egen sida.
staff_documents-fault_unreadable = Det går inte att göra en sida av den här texten.
staff_documents-fault_too_long = Det tog för lång tid att läsa texten. Dela upp den på flera sidor.
staff_documents-fault_busy = En annan text läses just nu. Försök igen om en stund.
staff_documents-fault_forgotten = Texten finns inte kvar. Ge den på nytt.

## The look at it before it is published

staff_documents-preview_title = Stämmer det här?
staff_documents-not_yet = Så här läser lykbot texten. Sidan är inte i bruk ännu.
staff_documents-replaces = Om du lägger till den ersätter den den här sidan:
staff_documents-inferred = läst ur texten
staff_documents-not_given = Inte angivet
staff_documents-make_live = Lägg till sidan
staff_documents-cancel = Lägg inte till
staff_documents-correct = Rätta uppgifterna
staff_documents-read_as = Texten så som den lästes
staff_documents-read_as_hint = Det som är överstruket lämnas bort ur svaren: länkar, hashtaggar och bildkällor.
staff_documents-block_heading = Rubrik
staff_documents-block_paragraph = Text
staff_documents-block_list_item = Listpunkt
staff_documents-block_table_row = Tabellrad
staff_documents-block_contact = Kontakt
staff_documents-block_noise = Lämnas bort

## Rebuilding the index

staff_documents-rebuild_title = Ombyggnad av indexet
staff_documents-meanwhile = Under tiden besvaras frågor med det nuvarande indexet. Du kan lämna den här sidan.
staff_documents-again = Något har ändrats sedan ombyggnaden började, så indexet byggs om en gång till.
staff_documents-started = Startad av { $who } kl. { $time }. Tid: { $seconds } s.
staff_documents-left_out = { $count ->
    [one] En sida kunde inte läsas och lämnades bort:
   *[other] { $count } sidor kunde inte läsas och lämnades bort:
}
staff_documents-stage_start = Startar
staff_documents-stage_load = Laddar språkmodellen
staff_documents-stage_measure = Förbereder språken
staff_documents-stage_split = Delar upp sidorna i stycken
staff_documents-stage_embed = Läser styckena
staff_documents-stage_store = Sparar styckena
staff_documents-stage_open = Öppnar det nya indexet
staff_documents-rebuild_never = Indexet har inte byggts om sedan lykbot startades.
staff_documents-rebuild_done = Indexet är klart. Sidor { $documents }, varav nya { $added } och ändrade { $replaced }; borttagna { $removed }.
staff_documents-rebuild_locked = Indexet byggs just nu på annat håll. Vänta tills det är klart och bygg sedan om det.
staff_documents-rebuild_stopped = Ombyggnaden avbröts. Det tidigare indexet är i bruk.
staff_documents-rebuild_broken = Ombyggnaden bröts. Det tidigare indexet är i bruk. Bygg om på nytt, och om samma sak upprepas, se lykbots logg.
staff_documents-rebuild_failed = Ombyggnaden misslyckades. Det tidigare indexet är i bruk.
