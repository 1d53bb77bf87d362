"""First names that are mostly women's or mostly men's, in the spelling of the news.

Names that both bear (Alex, Jean, Kim, Sasha, Nikola, Andrea) are left out. The lists are our own,
by the frequency of names in world news; they belong to no language.
"""

from __future__ import annotations

WOMEN = frozenset(
    """
    abigail ada adaeze adela adele adelina adriana agata agnes agnieszka aicha aida aileen aisha
    aishatu aissata alejandra alena alessandra alexandra alice alicia alina aline alisa allison
    alma amal amalia amanda amara amber amelia amelie amina aminata amira amrita amy ana anahit
    anais anastasia andrée angela angelica angelina anh anika anita anja anna annabel anne
    annegret annette annika antonella antonia anya april arancha ariana arlene arundhati asha
    ashley asma astrid asunción audrey ayesha ayse ayşe aysel barbara beata beate beatrice
    beatrix beatriz bella benazir berit bernadette bertha beth bettina betty beverly bianca birgit
    birgitta birgitte bonnie brenda bridget brigitte brooke camila camille candice carla carlotta
    carmen carol carole caroline carolina carolyn catalina caterina catherine cathy cecilia celeste
    celia celine céline chantal charlene charlotte chelsea cheryl chiara chiamaka chidinma chloe
    chloé christa christiane christina christine cindy claire clara clarissa claudette claudia
    clementine colette colleen constance consuelo cora corinne cristina cynthia dagmar daisy
    daniela danielle danuta daphne daria darya deborah debra deirdre delphine denise desirée diana
    diane dilma dina divya dolores dominique donatella donna dora doreen doris dorothea dorothy
    dorota dragana ebru edith edna eileen ekaterina elaine elena eleanor eleni eleonora elfriede
    elham elif elisa elisabeth élisabeth elise eliza elizabeth elke ella ellen élodie eloise elsa
    elvira ema emily emine emma emmanuelle erica erika erna ermelinda esperanza esra estelle esther
    ethel eugenia eunice eva evangelina evelyn evgenia ewa fadumo faith fanny farah farida fatema
    fatima fatma fatou fatoumata fatuma fawzia felicia fernanda fiona flavia florence frances
    francesca françoise franziska freda frederica frida friederike gabriela gabriele gabriella
    gabrielle galina gayle genevieve geneviève georgia georgina geraldine gerda gertrude ghada
    ginette giorgia giovanna gisela giulia gladys glenda gloria golda grace graciela greta gretchen
    grete gro gudrun guadalupe gulnara gwen gwendolyn habiba hadiza hadja hala halima hana hanan
    hanna hannah hannelore harriet hatice hawa hazel heather hedwig heidi heike helen helena helene
    hélène helga helle henrietta hermine hilary hilda hillary hina hiroko huda hulda ida ilana ilaria
    ildikó ilona ilse imelda ines inês inés inga inge ingeborg ingrid irena irene irina iris irma
    isabel isabela isabella isabelle isadora isolde ivana ivanka ivy izabela jacinda jacinta
    jacqueline jadwiga jana jane janet janice janina janine jasmin jasmine jaya jeanette jeanine
    jeanne jelena jenna jennifer jenny jessica jill jimena jo joan joana joanna joanne jocelyn
    johanna jolanta josefa josefina josephine joséphine jovana joy joyce juana judith judy julia
    juliana julie juliet juliette julija justyna jutta kadiatou kaja kalpana kamala karen karin
    karina karla karolina katarina katarzyna kate kateryna katharina katherine kathleen kathrin
    kathryn kathy katja katrin katrina kavita kavitha kayla keiko kersti khadija khaleda kirsten
    klara kristalina kristen kristin kristina ksenia laila lakshmi lara larisa larissa latifa laura
    laure laurence lauren lea léa leila lena leni leonor leonora lesia leslie leticia letizia leyla
    liana lidia lieve lila lilian liliana lilly lily lina linda lindsay lindsey ling liora lisa
    lise liv livia liz liza lois lola lora lore loretta lorna lorraine louisa louise lourdes luba
    lucia lucía lucie lucille lucinda lucy ludmila luisa luise lupita luz lydia lyn lynn lyubov
    mabel madeleine madeline madina magda magdalena maggie mahnaz maia maimuna maja malala malika
    malgorzata małgorzata mandy manuela mara marcela marcia margaret margarethe margarida margarita
    margot marguerite maria maría mariam mariama mariana marianne marie marieke mariela marija
    marilyn marina marine marion marisa marisol marit marita marjorie marlene marsha marta martha
    martina martine mary maryam maryna maryse matilda matilde maude maura maureen maya meena meera
    megan meghan mei melania melanie melinda melissa mercedes meredith merve meryem mette mia
    michaela michelle mildred milena millicent mina mindy minna mira miranda mireille mirela miriam
    mirjam moira molly mona monica mónica monika monique montserrat muna muriel myriam myrna nabila
    nada nadezhda nadia nadine naima nana nancy naomi natalia natalie nataliya natasha nathalie
    nawal nayla nazanin nazia nazli neema neha nélida nelly nevena ngozi nicole nikki nilüfer nina nino noemi noor
    nora norma nour nurul odette odile ofelia oksana olena olga olive olivia olympe oonagh ophelia
    orla orsolya özlem paloma pamela paola parveen patience patricia paula pauline pearl peggy
    penelope penny perpetua petra philippa phoebe phyllis pia pilar pippa polly pooja pratibha
    precious preeti priscilla priti priya qamar rachel radka raisa rana rania rashida raquel razia
    rebecca regina regine rehana renata renate renée reyhan rhoda rhonda riham rima rita roberta
    rocío romina rosa rosalie rosalind rosalyn rosana rosanna rose roseline rosemary roswitha
    roxana roxane ruth ruxandra sabina sabine sabrina sadia safiya sahar saida sakina salma salome
    salomé samantha samia samira sandra sandrine sanna saoirse sara sarah saskia saule savita
    seema selma serena sevgi shabana shabnam shahida shaista sharon shauna shehla sheikha sheila
    shelley sherry shirin shirley shukria sibylle sidonie sigrid silke silvia simona simone sinead
    siri sirpa snezana sofia sofía soledad solange sonia sonja sophia sophie sorana soraya stacey
    stella stephanie stéphanie sue suella sumaya sunita sunniva susan susana susanna susanne susi
    suzanne suzette svetlana sviatlana svitlana swati sybil sylvia sylvie tahira tamar tamara
    tanja tania tanya tara tarja tatiana tatyana teresa terezija thandeka thandi thea thelma
    theresa thérèse theodora thuy tilda tina tiziana tova tracey tracy trinidad trudy tsai tuula
    ulla ulrike ursula usha uta ute valentina valeria valérie valerie vanessa vasundhara vera
    verena veronica veronika veronique vesna victoria vilma viola violet violeta virginia virginie
    viktoria viviane vivian vivien vjosa wafa wanda waltraud wendy whitney wiebke wilhelmina wilma
    winifred winnie xiomara yael yaara yana yara yasmin yasmine yelena yesenia yevgenia ylva
    yolanda yoko yoweria yulia yuliia yvette yvonne zahra zainab zaynab zeinab zehra zeynep zoe
    zofia zohra zoya zsuzsanna zuzana
    """.split()
)
MEN = frozenset(
    """
    aaron abbas abdallah abdel abdelaziz abdelfattah abdelkader abdou abdul abdulaziz abdullah
    abdullahi abdulla abdulrahman abel abhishek abiy abraham abu achim achille achmad adam adama adel
    adnan adolf adolfo adrian aharon ahmad ahmadou ahmed ajay akbar akhmed akif akinwumi akira
    aksel alain alan alaric alassane albert alberto aldo alejandro aleksandar aleksander aleksandr
    alessandro alexander alexandre alexei alexey alexis alfonso alfred alfredo ali alijah alistair
    allan alonso alpha álvaro alvaro amadou amar amin amir amit amr anatol anatoly anders andré
    andreas andrei andrej andres andrés andrew andrey andriy andrzej andy angus anil anselm anthony
    antoine anton antoni antónio antonio antonis anup anwar ara aram archibald aref arif arjun
    armand armando armen armin arne arnold arthur artur arturo arvind asad asanka ashok ashraf asif
    aslan asmerom ataullah atef atul august augustin augusto aung aurelio avi aviv axel aydin ayman
    aziz babak babacar bahram bakary baltasar baltazar barack bart bartholomew barry bashar bashir
    basil bassam bassirou bastian ben benedict benito benjamin benny bernard bernardo bernd bernhard
    bernie bert bertrand bilal bill billy binyamin björn bo bob bobby bogdan bola boris borut boyko
    brad bradley bram branko brendan brett brian bruce bruno burak burkhard byron caleb calvin
    cameron carl carles carlo carlos carsten casimir caspar cedric cédric cemal cesar césar charles
    charlie chester chidi chinedu chinua chris christian christoph christophe christopher chuck
    chukwuma clarence claude claudio claus clement clément clifford clint clive colin colm connor
    conor conrad constantin constantine corin cornelius craig cristian cristiano cristóbal curt
    curtis cyril cyrille cyrus dahir dale damien damir damon dan daniel daniele danilo danny dario
    darius darrell darren daud dave david davide davit davor dean dejan demetrios demetrius denis
    dennis denys derek dermot desmond dick didier diego dieter dietmar dietrich dieudonné dilan
    dimitar dimitri dimitrios dimitris dinesh dino diogo dirk djibril dmitri dmitry dmytro dogu
    domenico domingo dominic dominik don donal donald donatus doug douglas dragan duarte duncan dušan
    dwayne dylan earl eberhard ebrahim eckart eddie edgar edgardo edi edmund edoardo edouard édouard eduard
    eduardo edvard edvin edward edwin efraim efraín egon ehud einar ekrem elias elie elijah elliot
    elmar elon emad emanuel emeka emil émile emilio emmanuel emmerson emre ennio enrico enrique enzo
    eric éric erich erik ernest ernesto ernst erol errol ervin erwin esteban étienne etienne eugen
    eugene eusebio evan evgeny evo ezekiel ezra fabian fabio fabrice fadi fadil fahad faisal farhad
    farid farouk faruk fathi faustin fawad faysal federico fedor felipe félicien felix félix ferdinand
    ferenc fernand fernando fidel filip filippo finn flavio florent florian floyd francesco
    francis francisco franck franco françois frank frans franz fred frédéric frederic frederick
    frederik fredrik friedrich fritz fuad gabriel gabor gareth garry gary gaston gavin gebran geert
    gennady gennaro geoff geoffrey georg george georges georgi georgios geraldo gerald gerard gérard
    gerardo gerd gerhard gerrit gerry ghassan gian gianni gideon gilbert gilberto gilles gino giorgi
    giorgio giovanni girma giulio giuseppe gleb glen glenn godfrey godwin gopal gor goran gordon
    graham grant greg gregor gregorio gregory gregoire grégoire grigory guido guilherme guillaume
    guillermo gunnar günter gunther günther gurbanguly gus gustav gustavo guy guillem habib hadi
    hafiz haidar haile hakan hakim hamad hamdi hamid hamish hamza hans hans-peter hany harald
    haris harold haroun harris harry harsh haruto harvey hashim hasan hassan hatem haydar hector
    héctor heiko heiner heinrich heinz helmut helmuth hendrik henk henri henrik henrique henry
    herbert herman hermann hernán hervé hichem hideki hilario hiroshi hisham homer horacio horst
    hosni howard hristo hubert hugh hugo humberto hun hussein huseyin hüseyin ian ibrahim ibrahima
    idder idrin idris idriss ignacio ignatius igor ihor ikram ilham ilia ilir ilya imad imran imre
    ingo ioannis ion irakli irfan irvin irving isa isaac isaias isaías ishaq iskander ismael ismail
    ismaïl issa issam istván ivan ivica ivo ivor iván jaap jacek jack jacob jacques jaime
    jair jake jakob jakub jamal james jamie jan janez janos jános jaroslav jason jasper javier jay
    jean-claude jean-luc jean-marc jean-marie jean-paul jean-pierre jeff jeffrey jens jeremiah
    jeremy jerome jérôme jerry jerzy jesse jesús jim jimmy joachim joao joão joaquín jochen joe
    joel joël joerg johan johann johannes john johnny johnson jon jonas jonathan jorge jörg 
    josé jose josef joseph josh joshua josip joss juan juan-carlos jude jules julian julien julio
    julius junaid jürgen jurgen juri justin jusuf kabir kaito kamal kamil kamran karel karim karl
    karl-heinz karol kaspar kassym kaya keir keith kemal ken kenan kenji kenneth kent kevin
    khaled khalid khalil khamis kiril kirk klaus klemens knut kofi koffi konrad konstantin kostas
    kris krishna kristian krzysztof kumar kunle kurt kwame kwasi kyle kyriakos lachlan ladislav
    lajos lamine lars larry laszlo lászló laurent laurenz lazar leif len lenny leo leon
    léon leonard leonardo leonid leonidas leopold leopoldo leroy leszek lev levon lewis liam
    lionel lloyd lorenz lorenzo lothar lou louis luca lucas lucian luciano lucien ludovic ludwig
    luigi luis luiz luka lukas łukasz luke luther maciej magnus mahamadou mahamat mahdi mahinda
    mahmood mahmoud mahmud majid malcolm malik mamadou manfred manish manmohan manoj manuel marat
    marc marcel marcelo marcin marco marcos marcus marek mariano marijan mario mariusz marius mark
    markku marko markus marlon martin martín marvin marwan masoud massimo mateo mateusz mathias
    mathieu mats matt matteo matthew matthias matthieu mattia maurice mauricio mauro max maxim
    maxime maximilian mehdi mehmet melvin meles menachem mevlüt micha micheal michael michał michel
    michele mick miguel mihai mihail mika mike mikhail mikheil mikael miklos milan milorad miloš
    milos miodrag miroslav mirza mitch mitchell mladen modibo mohamad mohamed mohammad mohammed
    mohan mohsen moise moïse moises moisés momodou morten moses moshe mostafa moussa muammar
    mubarak muhammad muhammadu muhsin mukesh munir murad murat mustafa mustapha mykhailo mykola
    nadeem nadim naftali naguib narendra naser nasser nathan nathaniel nawaf nawaz neil nelson
    nestor néstor nevin niccolò nicholas nicholás nick nico nicolae nicolás nicolas niels nigel
    nihad nikita nikolai nikolaj nikolas nikolay nikos nils nizar noah nobuo noé noel noël norbert
    norman nouri nuno obinna octavio oded odd okoth olaf olav ole oleg oleh oleksandr oliver
    olivier olusegun omar omer onésime orhan orlando oscar óscar osama osman oswald oswaldo otmar
    otto ottmar oumar ousmane owen pablo paddy panos paolo pascal patrice patrick paul paulo pavel
    pavlo pawel paweł pedro percy pere per perry pervez petar pete peter petr petras petro petros
    petteri petrus philip philipp philippe phillip piero pierre piers piet pieter pietro piotr pramod
    pranab prakash pranav prem preston qasim qassem quentin rachid radek radoslaw radovan rafael
    raffaele rafał rafiq rafik raheem rahim rahul raila rainer raj raja rajan rajesh rajiv rajnath
    ralf ralph ram ramesh ramiro ramón ramon ramzan ramzi randall randy raoul rasheed
    rashid rasmus ratko raúl raul ravi ray raymond recep reginald reinhard reinhold rémy rene rené
    reuben reuven reza rhys ricardo riccardo richard richmond rick rob robert roberto rod
    rodney rodolfo rodrigo rogelio roger rohan roland rolando rolf roman romano romeo ron ronald
    ronaldo ronnie rory ross roy ruben rubén rüdiger rudi rudolf rudy rui rufus rupert ruslan
    russell rustam ryan saad saddam sadiq saeed said saïd sajid salah salam salem salif salih salim
    salman salvador salvatore sam samir sami samuel sandeep sándor sanjay santiago sardar satya
    saul saúl scott sean sébastien sebastian sebastián sefer seif selim semyon sepp serge sergei
    sergej sergey sergio serhiy seth seyni shafiq shahbaz shahid shamil shane sharif shaun shawn
    sheldon shigeru shinzo shlomo sid sidney siegfried sigmar silas silvio simeon simon simón
    sixto slavko slobodan sohail solomon søren spencer spyros srdjan stan stanislav stanislaw stanley stef
    stefan stefano stefanos steffen stepan stephan stéphane stephen steve steven stewart stig stipe
    stjepan stu stuart suleiman süleyman sultan sunil suresh sven syed sylvain sylvester tadeusz
    taha takeshi talal tamás tapio tareq tariq tarek tarō taras tayyip ted teddy temur tendai terence
    terrence terry thabo thaddeus theo théo theodor theodore théodore thierry thilo thomas thorsten tiago tibor
    tigran tihomir tim timothy timur timo tito tobias toby todd todor toivo tom tomas tomás tomasz
    tomaž tomislav tommaso tommy tony toomas torsten travis trevor tristan tuğrul tunde ueli ugo
    ulrich umar umaru upul uri uriel urs usman uwe vaclav václav vadim vahagn valdis valentin valerio
    valery vangelis vasco vasil vasily vasyl venkat victor vidal vijay viktor vilnis vincent
    vincenzo vinod virgil vishnu vitali vitaly vito vittorio vivek vlad vladimir vladislav vojislav
    volker volodymyr walid walter warren wayne werner wes wesley wilbur wilfred wilfried wilhelm
    will willem william willy wilson winston władysław wojciech wolf wolfgang xavier yaakov yahya
    yair yakov yakubu yannick yannis yaroslav yasin yasir yasser yassin yehuda yevgeny yiannis
    yitzhak yosef youcef youssef yousaf yousuf yuri yuriy yusuf yves zaur zbigniew zdravko zeev
    zeke zheng ziad zinedine zoltan zoltán zoran zurab zviad
    """.split()
)
