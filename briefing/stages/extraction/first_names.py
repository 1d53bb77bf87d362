"""First names that are mostly women's or mostly men's, in the spelling of the news.

Names that both bear (Alex, Jean, Kim, Sasha, Nikola, Andrea) are left out. The lists are our own
and belong to no language.
"""

from __future__ import annotations

_WOMEN = """
    ailsa catriona hedda oona mairi iona morag kirsty isla freya sunna solveig ragnhild
    abigail ada adaeze adela adele adelina adriana agata agnes agnieszka aicha aida aileen
    aisha aishatu aissata alejandra alena alessandra alexandra alice alicia alina aline alisa
    allison alma amal amalia amanda amara amber amelia amelie amina aminata amira amrita amy
    ana anahit anais anastasia andrée angela angelica angelina anh anika anita anja anna
    annabel anne annegret annette annika antonella antonia anya april arancha ariana arlene
    arundhati asha ashley asma astrid asunción audrey ayesha ayse aysel ayşe barbara beata
    beate beatrice beatrix beatriz bella benazir berit bernadette bertha beth bettina betty
    beverly bianca birgit birgitta birgitte bonnie brenda bridget brigitte brooke camila
    camille candice carla carlotta carmen carol carole carolina caroline carolyn catalina
    caterina catherine cathy cecilia celeste celia celine chantal charlene charlotte chelsea
    cheryl chiamaka chiara chidinma chloe chloé christa christiane christina christine cindy
    claire clara clarissa claudette claudia clementine colette colleen constance consuelo cora
    corinne cristina cynthia céline dagmar daisy daniela danielle danuta daphne daria darya
    deborah debra deirdre delphine denise desirée diana diane dilma dina divya dolores
    dominique donatella donna dora doreen doris dorota dorothea dorothy dragana ebru edith
    edna eileen ekaterina elaine eleanor elena eleni eleonora elfriede elham elif elisa
    elisabeth elise eliza elizabeth elke ella ellen eloise elsa elvira ema emily emine emma
    emmanuelle erica erika ermelinda erna esperanza esra estelle esther ethel eugenia eunice
    eva evangelina evelyn evgenia ewa fadumo faith fanny farah farida fatema fatima fatma
    fatou fatoumata fatuma fawzia felicia fernanda fiona flavia florence frances francesca
    franziska françoise freda frederica frida friederike gabriela gabriele gabriella gabrielle
    galina gayle genevieve geneviève georgia georgina geraldine gerda gertrude ghada ginette
    giorgia giovanna gisela giulia gladys glenda gloria golda grace graciela greta gretchen
    grete gro guadalupe gudrun gulnara gwen gwendolyn habiba hadiza hadja hala halima hana
    hanan hanna hannah hannelore harriet hatice hawa hazel heather hedwig heidi heike helen
    helena helene helga helle henrietta hermine hilary hilda hillary hina hiroko huda hulda
    hélène ida ilana ilaria ildikó ilona ilse imelda ines inga inge ingeborg ingrid inés inês
    irena irene irina iris irma isabel isabela isabella isabelle isadora isolde ivana ivanka
    ivy izabela jacinda jacinta jacqueline jadwiga jana jane janet janice janina janine jasmin
    jasmine jaya jeanette jeanine jeanne jelena jenna jennifer jenny jessica jill jimena jo
    joan joana joanna joanne jocelyn johanna jolanta josefa josefina josephine joséphine
    jovana joy joyce juana judith judy julia juliana julie juliet juliette julija justyna
    jutta kadiatou kaja kalpana kamala karen karin karina karla karolina katarina katarzyna
    kate kateryna katharina katherine kathleen kathrin kathryn kathy katja katrin katrina
    kavita kavitha kayla keiko kersti khadija khaleda kirsten klara kristalina kristen kristin
    kristina ksenia laila lakshmi lara larisa larissa latifa laura laure lauren laurence lea
    leila lena leni leonor leonora lesia leslie leticia letizia leyla liana lidia lieve lila
    lilian liliana lilly lily lina linda lindsay lindsey ling liora lisa lise liv livia liz
    liza lois lola lora lore loretta lorna lorraine louisa louise lourdes luba lucia lucie
    lucille lucinda lucy lucía ludmila luisa luise lupita luz lydia lyn lynn lyubov léa mabel
    madeleine madeline madina magda magdalena maggie mahnaz maia maimuna maja malala
    malgorzata malika mandy manuela mara marcela marcia margaret margarethe margarida
    margarita margot marguerite maria mariam mariama mariana marianne marie marieke mariela
    marija marilyn marina marine marion marisa marisol marit marita marjorie marlene marsha
    marta martha martina martine mary maryam maryna maryse maría matilda matilde maude maura
    maureen maya małgorzata meena meera megan meghan mei melania melanie melinda melissa
    mercedes meredith merve meryem mette mia michaela michelle mildred milena millicent mina
    mindy minna mira miranda mireille mirela miriam mirjam moira molly mona monica monika
    monique montserrat muna muriel myriam myrna mónica nabila nada nadezhda nadia nadine naima
    nana nancy naomi natalia natalie nataliya natasha nathalie nawal nayla nazanin nazia nazli
    neema neha nelly nevena ngozi nicole nikki nilüfer nina nino noemi noor nora norma nour
    nurul nélida odette odile ofelia oksana olena olga olive olivia olympe oonagh ophelia orla
    orsolya paloma pamela paola parveen patience patricia paula pauline pearl peggy penelope
    penny perpetua petra philippa phoebe phyllis pia pilar pippa polly pooja pratibha precious
    preeti priscilla priti priya qamar rachel radka raisa rana rania raquel rashida razia
    rebecca regina regine rehana renata renate renée reyhan rhoda rhonda riham rima rita
    roberta rocío romina rosa rosalie rosalind rosalyn rosana rosanna rose roseline rosemary
    roswitha roxana roxane ruth ruxandra sabina sabine sabrina sadia safiya sahar saida sakina
    salma salome salomé samantha samia samira sandra sandrine sanna saoirse sara sarah saskia
    saule savita seema selma serena sevgi shabana shabnam shahida shaista sharon shauna shehla
    sheila shelley sherry shirin shirley shukria sibylle sidonie sigrid silke silvia simona
    simone sinead siri sirpa snezana sofia sofía solange soledad sonia sonja sophia sophie
    sorana soraya stacey stella stephanie stéphanie sue suella sumaya sunita sunniva susan
    susana susanna susanne susi suzanne suzette svetlana sviatlana svitlana swati sybil sylvia
    sylvie tahira tamar tamara tania tanja tanya tara tarja tatiana tatyana teresa terezija
    thandeka thandi thea thelma theodora theresa thuy thérèse tilda tina tiziana tova tracey
    tracy trinidad trudy tsai tuula ulla ulrike ursula usha uta ute valentina valeria valerie
    valérie vanessa vasundhara vera verena veronica veronika veronique vesna victoria viktoria
    vilma viola violet violeta virginia virginie vivian viviane vivien vjosa wafa waltraud
    wanda wendy whitney wiebke wilhelmina wilma winifred winnie xiomara yaara yael yana yara
    yasmin yasmine yelena yesenia yevgenia ylva yoko yolanda yoweria yulia yuliia yvette
    yvonne zahra zainab zaynab zehra zeinab zeynep zoe zofia zohra zoya zsuzsanna zuzana
    élisabeth élodie özlem
"""
WOMEN = frozenset(_WOMEN.split())
_MEN = """
    jørn ruaridh hamid arno alasdair eoin tait bjarne søren håkon gunnar torbjørn
    aaron abbas abdallah abdel abdelaziz abdelfattah abdelkader abdou abdul abdulaziz abdulla
    abdullah abdullahi abdulrahman abel abhishek abiy abraham abu achille achim achmad adam
    adama adel adnan adolf adolfo adrian aharon ahmad ahmadou ahmed ajay akbar akhmed akif
    akinwumi akira aksel alain alan alaric alassane albert alberto aldo alejandro aleksandar
    aleksander aleksandr alessandro alexander alexandre alexei alexey alexis alfonso alfred
    alfredo ali alijah alistair allan alonso alpha alvaro amadou amar amin amir amit amr
    anatol anatoly anders andreas andrei andrej andres andrew andrey andriy andrzej andré
    andrés andy angus anil anselm anthony antoine anton antoni antonio antonis antónio anup
    anwar ara aram archibald aref arif arjun armand armando armen armin arne arnold arthur
    artur arturo arvind asad asanka ashok ashraf asif aslan asmerom ataullah atef atul august
    augustin augusto aung aurelio avi aviv axel aydin ayman aziz babacar babak bahram bakary
    baltasar baltazar barack barry bart bartholomew bashar bashir basil bassam bassirou
    bastian ben benedict benito benjamin benny bernard bernardo bernd bernhard bernie bert
    bertrand bilal bill billy binyamin björn bo bob bobby bogdan bola boris borut boyko brad
    bradley bram branko brendan brett brian bruce bruno burak burkhard byron caleb calvin
    cameron carl carles carlo carlos carsten casimir caspar cedric cemal cesar charles charlie
    chester chidi chinedu chinua chris christian christoph christophe christopher chuck
    chukwuma clarence claude claudio claus clement clifford clint clive clément colin colm
    connor conor conrad constantin constantine corin cornelius craig cristian cristiano
    cristóbal curt curtis cyril cyrille cyrus cédric césar dahir dale damien damir damon dan
    daniel daniele danilo danny dario darius darrell darren daud dave david davide davit davor
    dean dejan demetrios demetrius denis dennis denys derek dermot desmond dick didier diego
    dieter dietmar dietrich dieudonné dilan dimitar dimitri dimitrios dimitris dinesh dino
    diogo dirk djibril dmitri dmitry dmytro dogu domenico domingo dominic dominik don donal
    donald donatus doug douglas dragan duarte duncan dušan dwayne dylan earl eberhard ebrahim
    eckart eddie edgar edgardo edi edmund edoardo edouard eduard eduardo edvard edvin edward
    edwin efraim efraín egon ehud einar ekrem elias elie elijah elliot elmar elon emad emanuel
    emeka emil emilio emmanuel emmerson emre ennio enrico enrique enzo eric erich erik ernest
    ernesto ernst erol errol ervin erwin esteban etienne eugen eugene eusebio evan evgeny evo
    ezekiel ezra fabian fabio fabrice fadi fadil fahad faisal farhad farid farouk faruk fathi
    faustin fawad faysal federico fedor felipe felix ferdinand ferenc fernand fernando fidel
    filip filippo finn flavio florent florian floyd francesco francis francisco franck franco
    frank frans franz françois fred frederic frederick frederik fredrik friedrich fritz
    frédéric fuad félicien félix gabor gabriel gareth garry gary gaston gavin gebran geert
    gennady gennaro geoff geoffrey georg george georges georgi georgios gerald geraldo gerard
    gerardo gerd gerhard gerrit gerry ghassan gian gianni gideon gilbert gilberto gilles gino
    giorgi giorgio giovanni girma giulio giuseppe gleb glen glenn godfrey godwin gopal gor
    goran gordon graham grant greg gregoire gregor gregorio gregory grigory grégoire guido
    guilherme guillaume guillem guillermo gunnar gunther gurbanguly gus gustav gustavo guy
    gérard günter günther habib hadi hafiz haidar haile hakan hakim hamad hamdi hamid hamish
    hamza hans hans-peter hany harald haris harold haroun harris harry harsh haruto harvey
    hasan hashim hassan hatem haydar hector heiko heiner heinrich heinz helmut helmuth hendrik
    henk henri henrik henrique henry herbert herman hermann hernán hervé hichem hideki hilario
    hiroshi hisham homer horacio horst hosni howard hristo hubert hugh hugo humberto hun
    huseyin hussein héctor hüseyin ian ibrahim ibrahima idder idrin idris idriss ignacio
    ignatius igor ihor ikram ilham ilia ilir ilya imad imran imre ingo ioannis ion irakli
    irfan irvin irving isa isaac isaias isaías ishaq iskander ismael ismail ismaïl issa issam
    istván ivan ivica ivo ivor iván jaap jacek jack jacob jacques jaime jair jake jakob jakub
    jamal james jamie jan janez janos jaroslav jason jasper javier jay jean-claude jean-luc
    jean-marc jean-marie jean-paul jean-pierre jeff jeffrey jens jeremiah jeremy jerome jerry
    jerzy jesse jesús jim jimmy joachim joao joaquín jochen joe joel joerg johan johann
    johannes john johnny johnson jon jonas jonathan jorge jose josef joseph josh joshua josip
    joss josé joão joël juan juan-carlos jude jules julian julien julio julius junaid jurgen
    juri justin jusuf jános jérôme jörg jürgen kabir kaito kamal kamil kamran karel karim karl
    karl-heinz karol kaspar kassym kaya keir keith kemal ken kenan kenji kenneth kent kevin
    khaled khalid khalil khamis kiril kirk klaus klemens knut koffi kofi konrad konstantin
    kostas kris krishna kristian krzysztof kumar kunle kurt kwame kwasi kyle kyriakos lachlan
    ladislav lajos lamine larry lars laszlo laurent laurenz lazar leif len lenny leo leon
    leonard leonardo leonid leonidas leopold leopoldo leroy leszek lev levon lewis liam lionel
    lloyd lorenz lorenzo lothar lou louis luca lucas lucian luciano lucien ludovic ludwig
    luigi luis luiz luka lukas luke luther lászló léon maciej magnus mahamadou mahamat mahdi
    mahinda mahmood mahmoud mahmud majid malcolm malik mamadou manfred manish manmohan manoj
    manuel marat marc marcel marcelo marcin marco marcos marcus marek mariano marijan mario
    marius mariusz mark markku marko markus marlon martin martín marvin marwan masoud massimo
    mateo mateusz mathias mathieu mats matt matteo matthew matthias matthieu mattia maurice
    mauricio mauro max maxim maxime maximilian mehdi mehmet meles melvin menachem mevlüt micha
    michael michał micheal michel michele mick miguel mihai mihail mika mikael mike mikhail
    mikheil miklos milan milorad milos miloš miodrag miroslav mirza mitch mitchell mladen
    modibo mohamad mohamed mohammad mohammed mohan mohsen moise moises moisés momodou morten
    moses moshe mostafa moussa moïse muammar mubarak muhammad muhammadu muhsin mukesh munir
    murad murat mustafa mustapha mykhailo mykola nadeem nadim naftali naguib narendra naser
    nasser nathan nathaniel nawaf nawaz neil nelson nestor nevin niccolò nicholas nicholás
    nick nico nicolae nicolas nicolás niels nigel nihad nikita nikolai nikolaj nikolas nikolay
    nikos nils nizar noah nobuo noel norbert norman nouri noé noël nuno néstor obinna octavio
    odd oded okoth olaf olav ole oleg oleh oleksandr oliver olivier olusegun omar omer onésime
    orhan orlando osama oscar osman oswald oswaldo otmar ottmar otto oumar ousmane owen pablo
    paddy panos paolo pascal patrice patrick paul paulo pavel pavlo pawel paweł pedro per
    percy pere perry pervez petar pete peter petr petras petro petros petrus petteri philip
    philipp philippe phillip piero pierre piers piet pieter pietro piotr prakash pramod pranab
    pranav prem preston qasim qassem quentin rachid radek radoslaw radovan rafael rafał
    raffaele rafik rafiq raheem rahim rahul raila rainer raj raja rajan rajesh rajiv rajnath
    ralf ralph ram ramesh ramiro ramon ramzan ramzi ramón randall randy raoul rasheed rashid
    rasmus ratko raul ravi ray raymond raúl recep reginald reinhard reinhold rene rené reuben
    reuven reza rhys ricardo riccardo richard richmond rick rob robert roberto rod rodney
    rodolfo rodrigo rogelio roger rohan roland rolando rolf roman romano romeo ron ronald
    ronaldo ronnie rory ross roy ruben rubén rudi rudolf rudy rufus rui rupert ruslan russell
    rustam ryan rémy rüdiger saad saddam sadiq saeed said sajid salah salam salem salif salih
    salim salman salvador salvatore sam sami samir samuel sandeep sanjay santiago sardar satya
    saul saïd saúl scott sean sebastian sebastián sefer seif selim semyon sepp serge sergei
    sergej sergey sergio serhiy seth seyni shafiq shahbaz shahid shamil shane sharif shaun
    shawn sheldon shigeru shinzo shlomo sid sidney siegfried sigmar silas silvio simeon simon
    simón sixto slavko slobodan sohail solomon spencer spyros srdjan stan stanislav stanislaw
    stanley stef stefan stefano stefanos steffen stepan stephan stephen steve steven stewart
    stig stipe stjepan stu stuart stéphane suleiman sultan sunil suresh sven syed sylvain
    sylvester sándor sébastien søren süleyman tadeusz taha takeshi talal tamás tapio taras
    tarek tareq tariq tarō tayyip ted teddy temur tendai terence terrence terry thabo thaddeus
    theo theodor theodore thierry thilo thomas thorsten théo théodore tiago tibor tigran
    tihomir tim timo timothy timur tito tobias toby todd todor toivo tom tomas tomasz tomaž
    tomislav tommaso tommy tomás tony toomas torsten travis trevor tristan tunde tuğrul ueli
    ugo ulrich umar umaru upul uri uriel urs usman uwe vaclav vadim vahagn valdis valentin
    valerio valery vangelis vasco vasil vasily vasyl venkat victor vidal vijay viktor vilnis
    vincent vincenzo vinod virgil vishnu vitali vitaly vito vittorio vivek vlad vladimir
    vladislav vojislav volker volodymyr václav walid walter warren wayne werner wes wesley
    wilbur wilfred wilfried wilhelm will willem william willy wilson winston wojciech wolf
    wolfgang władysław xavier yaakov yahya yair yakov yakubu yannick yannis yaroslav yasin
    yasir yasser yassin yehuda yevgeny yiannis yitzhak yosef youcef yousaf youssef yousuf yuri
    yuriy yusuf yves zaur zbigniew zdravko zeev zeke zheng ziad zinedine zoltan zoltán zoran
    zurab zviad álvaro édouard émile éric étienne óscar łukasz
"""
MEN = frozenset(_MEN.split())
