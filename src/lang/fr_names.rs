//! French words around the names of people.

use super::Names;

/// Words that show whether a name is a name.
#[rustfmt::skip]
pub(super) const NAMES: Names = Names {
    calls: &[
        "chers", "cheres", "mon cher", "ma chere", "bon courage", "bien envoye", "bien joue", "felicitations a",
        "bravo a", "merci a", "grand merci", "mille mercis", "en reponse a", "reponse a", "je reponds a", "repondre a",
        "repondre", "question a", "question pour", "pour repondre a", "d accord avec", "en desaccord avec",
        "comme le dit", "comme dit", "comme le disait", "comme disait", "comme l a dit", "comme l a ecrit",
        "comme l ecrit", "comme le souligne", "comme le rappelle", "comme le note", "comme l explique", "dixit",
        "n en deplaise a", "desole", "desolee", "pardon", "allez", "allons", "voyons", "tiens", "dis", "dites", "eh",
        "he", "ecoute", "ecoutez", "bonne nuit", "bonne journee", "au revoir", "bienvenue", "bienvenue a", "rebonjour",
        "re bonjour", "coucou", "hello", "hey", "je rejoins", "contrairement a ce que dit", "hein", "clin d oeil a",
        "bises", "bise", "amities",
    ],
    cites: "comme que",
    says: &[
        "dit", "ecrit", "disait", "ecrivait", "souligne", "rappelle", "explique", "propose", "suggere", "a dit",
        "a ecrit", "l a dit", "l a ecrit", "le dit", "l ecrit", "l explique", "le rappelle",
    ],
    titles: "m mr mme mlle monsieur madame mademoiselle messieurs mesdames docteur dr professeur pr maitre",
    in_titles: "a pour par avec",
    determiners: "\
        le la l les un une des du au aux ce cet cette ces quel quelle quels quelles aucun aucune chaque plusieurs toute \
        quelque quelques leur leurs nos vos",
    before_verbs: "je j tu il elle on nous vous ils elles se s ne n y me m te t lui",
    before_places: "en dans",
    pronouns: "\
        personne aucun chacun rien tous toutes autre autres moi toi lui eux anonyme invite inconnu \
        inconnue",
    also_words: "\
        rose pierre marguerite violette violet olive prune capucine clemence constance prudence esperance victoire \
        gloire grace fleur flore lilas iris anemone jasmin melissa angelique veronique reine blanche aime desire parfait \
        juste modeste placide fortune felicite felix candide severe sincere martin marin merle loup renard cerf lion \
        aigle moineau pinson colombe perle ambre jade coraline cerise framboise clementine mandarine france paris \
        lorraine nancy valence vienne lourdes milan florence geneve savoie bretagne alsace provence normandie martinique \
        reunion corse nice lyon brest chine inde israel europe afrique cuba kenya jourdain blanc brun noir roux rousse \
        roy roi leroi petit grand legrand lepetit gros gras court lelong bon bonnet beau bel joli jolie doux vieux jeune \
        lejeune boulanger berger marchand meunier fournier tisserand charpentier mercier tailleur cordonnier lefevre \
        forgeron masson chevalier baron comte duc marquis prince eveque labbe moine prieur clerc leclerc maitre mairie \
        maire dupont pont rivet rivier riviere fontaine moulin dubois bois laforet foret duval val vallee mont montagne \
        roche rocher larcher colin robin janvier mars avril mai juin juillet aout printemps ete automne hiver lundi \
        mardi mercredi jeudi vendredi samedi dimanche noel toussaint pascal careme aurore aube etoile soleil lune ciel \
        mer terre harmonie melodie carole chance charme charlotte madeleine religieuse mirabelle barbe barbet \
        citoyen citoyenne lecteur lectrice habitant habitante etudiant professeur prof medecin parent maman papa homme \
        femme enfant fille garcon ami amie voisin voisine passant visiteur auteur redaction moderateur admin liberte \
        egalite fraternite verite justice paix raison logique monde peuple histoire nature science musique avocat juge",
    headings: "\
        ps nb note remarque source sources maj edit objet date re tr exemple conclusion resume question \
        reponse rappel attention precision citation bilan",
    streets: "\
        rue avenue av boulevard bd bld chemin impasse allee allees place quai route cours square faubourg hameau \
        lotissement residence venelle sentier ruelle",
    user_pages: &["utilisateur:", "utilisatrice:", "discussion utilisateur:", "discussion_utilisateur:"],
};
